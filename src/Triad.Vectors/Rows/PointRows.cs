using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Vectors.Rows;

/// <summary>Points as the rows that they are made of.</summary>
internal static class PointRows
{
    /// <summary>The rows of a point.</summary>
    public static IEnumerable<PointRow> Of(TenantId tenant, VectorPoint point, RepresentationSet representations) =>
        from vector in point.Vectors
        let representation = representations.Find(vector.Name)!
        select new PointRow(
            new RowInfo(IdOf(tenant, point, vector.Name), point.Generation, point.Segment, representation, vector.IsFull, point.Subject),
            vector.Vector);

    /// <summary>The ids of the rows that a point may have had before and no longer has.</summary>
    public static IEnumerable<PointId> NotOf(TenantId tenant, VectorPoint point, RepresentationSet representations) =>
        from representation in representations.All
        where representation.Name != RepresentationName.Full && point.Vectors.All(vector => vector.Name != representation.Name)
        select IdOf(tenant, point, representation.Name);

    /// <summary>The points of some rows, in order of segment, vectors in order of representation.</summary>
    public static IReadOnlyList<VectorPoint> ToPoints(IEnumerable<RowPlace> places) =>
    [
        .. from place in places
           group place by place.Info.Segment into rows
           orderby rows.Key
           let ordered = rows.OrderBy(row => row.Info.Representation.Number).ToList()
           let first = ordered[0].Info
           select new VectorPoint(
               first.Generation,
               first.Segment,
               first.Subject,
               [.. ordered.Select(row => new NamedVector(row.Info.Representation.Name, row.Vector, row.Info.IsFull))]),
    ];

    private static PointId IdOf(TenantId tenant, VectorPoint point, RepresentationName name) =>
        PointId.Of(tenant, point.Subject.Video, point.Generation, point.Segment, name);
}
