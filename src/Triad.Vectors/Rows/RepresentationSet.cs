using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Vectors.Rows;

/// <summary>The representations of a shard. They only ever grow in number.</summary>
internal sealed class RepresentationSet(ImmutableArray<Representation> all)
{
    private readonly Dictionary<RepresentationName, Representation> _byName = all.ToDictionary(representation => representation.Name);
    private readonly Dictionary<int, Representation> _byNumber = all.ToDictionary(representation => representation.Number);

    /// <summary>All of them, by number.</summary>
    public ImmutableArray<Representation> All { get; } = all.Sort((one, other) => one.Number.CompareTo(other.Number));

    /// <summary>The numbers are below this.</summary>
    public int Limit { get; } = all.IsEmpty ? 0 : all.Max(representation => representation.Number) + 1;

    /// <summary>The representation of a name; null where the shard has no such.</summary>
    public Representation? Find(RepresentationName name) => _byName.GetValueOrDefault(name);

    /// <summary>The dimension of a name; null where the shard has no such.</summary>
    public int? DimensionOf(RepresentationName name) => Find(name)?.Dimension;

    /// <summary>The representation of a number; null where the shard has no such.</summary>
    public Representation? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>Numbers those of some representations that are missing here.</summary>
    public IReadOnlyList<Representation> Missing(IReadOnlyList<RepresentationShape> shapes)
    {
        var missing = new List<Representation>();
        var free = Math.Max((int)Modalities.All + 1, Limit);
        foreach (var shape in shapes.Where(shape => Find(shape.Name) is null))
            missing.Add(new Representation(FixedNumber(shape.Name) ?? free++, shape.Name, shape.Dimension));
        return missing;
    }

    /// <summary>These and some more.</summary>
    public RepresentationSet With(IReadOnlyList<Representation> more) => more.Count == 0 ? this : new([.. All, .. more]);

    private static int? FixedNumber(RepresentationName name)
    {
        if (name == RepresentationName.Full)
            return (int)Modalities.None;
        foreach (var mask in ModalitiesExtensions.NonEmpty)
            if (name == RepresentationName.Of(mask))
                return (int)mask;
        return null;
    }
}
