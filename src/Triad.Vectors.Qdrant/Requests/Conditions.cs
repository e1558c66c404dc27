using System.Globalization;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Requests;

/// <summary>
/// The conditions that our filters are made of. There is no other way to one, so none is ever empty (an empty one would match
/// everything).
/// </summary>
internal static class Conditions
{
    public static Q.Condition Of(TenantId tenant) => Is(PayloadNames.Tenant, tenant.Value);

    public static Q.Condition Is(string field, string value) => Field(new() { Key = field, Match = new() { Keyword = value } });

    public static Q.Condition Is(string field, long value) => Field(new() { Key = field, Match = new() { Integer = value } });

    public static Q.Condition IsAnyOf(string field, IEnumerable<string> values) =>
        Field(new() { Key = field, Match = new() { Keywords = new() { Strings = { values } } } });

    public static Q.Condition InRange(string field, Q.Range range) => Field(new() { Key = field, Range = range });

    public static Q.Condition HasId(IEnumerable<Guid> ids) => new() { HasId = new() { HasId = { ids.Select(Id) } } };

    public static Q.Condition HasVector(string name) => new() { HasVector = new() { HasVector = name } };

    public static Q.Condition Nested(string field, params IEnumerable<Q.Condition> all) =>
        new() { Nested = new() { Key = field, Filter = new() { Must = { all } } } };

    public static Q.Condition All(params IEnumerable<Q.Condition> all) => new() { Filter = new() { Must = { all } } };

    public static Q.Condition Not(Q.Condition condition) => new() { Filter = new() { MustNot = { condition } } };

    public static Q.Condition Of(Q.Filter filter) => new() { Filter = filter };

    public static Q.PointId Id(Guid id) => new() { Uuid = id.ToString() };

    public static Guid Id(Q.PointId id) => Guid.Parse(id.Uuid, CultureInfo.InvariantCulture);

    private static Q.Condition Field(Q.FieldCondition field) => new() { Field = field };
}
