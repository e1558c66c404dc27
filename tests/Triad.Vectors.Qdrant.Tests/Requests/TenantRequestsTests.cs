using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Testing.Servers;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Tests.Requests;

/// <summary>No request to points can be made without a tenant in its filter and a shard selector: all ways to one are tried.</summary>
public sealed class TenantRequestsTests
{
    private static readonly TenantId Tenant = TenantId.From("acme");
    private static readonly Guid Id = Guid.Parse("5c1a5a3e-4f0b-4d0e-9f5e-7d1f3b0a9c42");

    // What filters, or names the shards of, a request: whoever has one of these fields reaches points.
    private static readonly string[] Guards = ["filter", "update_filter", "shard_key_selector"];

    public static TheoryData<string> Ways => [nameof(TenantRequests.To), nameof(TenantRequests.ToShared), nameof(TenantRequests.ToOwn)];

    [Theory]
    [MemberData(nameof(Ways))]
    public void EveryRequest_HasTheTenantAndAShardSelector(string way)
    {
        var requests = Make(way);
        var point = requests.Point(Id, [], [("full", new float[] { 1 })]);
        IMessage[] made =
        [
            requests.Nearest("full", [1f], [], [], 1, new(), false),
            requests.Batch([requests.Nearest("full", [1f], [], [], 1, new(), false)]),
            requests.Scroll([], 1, null, new(), new()),
            requests.Scores("v", [1f], [Guid.NewGuid()], []),
            requests.Count([]),
            requests.Upsert([point]),
            requests.Insert([point]),
            requests.Delete([Id]),
            requests.DeleteWhere([Conditions.HasId([Id])]),
            requests.Update([requests.Upsert([point]), requests.Delete([Id])]),
            requests.Replicate(),
            point,
        ];

        // A builder that is added is added here too.
        var builders = typeof(TenantRequests).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => typeof(IMessage).IsAssignableFrom(method.ReturnType));
        Assert.Equal(made.Length, builders.Count());
        Assert.All(made.Where(message => message is not Q.PointStruct), AssertGuarded);
        Assert.Equal("acme", point.Payload["tenant"].StringValue);
    }

    [Fact]
    public void Requests_OfNoTenantOrToNoCollection_CannotBeMade()
    {
        Assert.Throws<InvalidOperationException>(() => TenantRequests.To("triad_x", default, new()));
        Assert.Throws<ArgumentException>(() => TenantRequests.To("", Tenant, new()));
        Assert.Empty(typeof(TenantRequests).GetConstructors());
    }

    [Fact]
    public void DeleteWhere_WithoutConditions_CannotBeMade() =>
        Assert.Throws<InvalidOperationException>(() => Make(nameof(TenantRequests.To)).DeleteWhere([]));

    [Fact]
    public void Upsert_PointOfAnotherTenant_IsNotMade()
    {
        var foreign = TenantRequests.To("triad_x", TenantId.From("birch"), new()).Point(Id, [], []);

        Assert.Throws<InvalidOperationException>(() => Make(nameof(TenantRequests.To)).Upsert([foreign]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0)]
    public void Vector_ThatCannotBeCompared_NeverLeaves(float number)
    {
        var requests = Make(nameof(TenantRequests.To));

        Assert.Throws<InvalidOperationException>(() => requests.Point(Id, [], [("full", new[] { number })]));
        Assert.Throws<InvalidOperationException>(() => requests.Nearest("full", [number], [], [], 1, new(), false));
    }

    [Fact]
    public void Filter_WhateverAUserWrites_StaysBesideTheTenant()
    {
        var requests = Make(nameof(TenantRequests.To));
        var everything = requests.Filters.Of(new Filter([], [new Nested(Filter.Everything)], []));

        var query = requests.Nearest("full", [1f], [everything], [], 1, new(), false);

        AssertGuarded(query);
        Assert.Empty(query.Filter.Should);
        Assert.Equal(2, query.Filter.Must.Count);
    }

    [Fact]
    public void Sources_RequestsToPoints_AreBuiltInOnePlace()
    {
        var folder = Path.Combine(Checkout.Root, "src", "Triad.Vectors.Qdrant");
        string[] builders =
        [
            "QueryPoints", "QueryBatchPoints", "QueryPointGroups", "ScrollPoints", "CountPoints", "GetPoints", "SearchPoints",
            "FacetCounts",
            "UpsertPoints", "DeletePoints", "UpdateBatchPoints", "PointsUpdateOperation", "PointStructList", "SetPayloadPoints",
            "ShardKeySelector", "ReplicatePoints",
        ];

        var elsewhere = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) != "TenantRequests.cs")
            .Where(file => builders.Any(name => File.ReadAllText(file).Contains($"new Q.{name}", StringComparison.Ordinal)));

        Assert.Empty(elsewhere);
    }

    private static TenantRequests Make(string way) => way switch
    {
        nameof(TenantRequests.ToShared) => TenantRequests.ToShared("triad_x", Tenant, new()),
        nameof(TenantRequests.ToOwn) => TenantRequests.ToOwn("triad_x", Tenant, new()),
        _ => TenantRequests.To("triad_x", Tenant, new()),
    };

    // Every message within that has such a field has it set: a filter with the tenant first, a selector with a key.
    private static void AssertGuarded(IMessage message)
    {
        var guarded = 0;
        Walk(message);
        Assert.True(guarded > 0, $"{message.Descriptor.Name} has neither filter nor selector.");

        void Walk(IMessage at)
        {
            foreach (var field in at.Descriptor.Fields.InDeclarationOrder())
            {
                var value = field.Accessor.GetValue(at);
                if (Guards.Contains(field.Name) && IsRequest(at))
                    guarded += Guard(value);
                else if (value is IMessage within)
                    Walk(within);
                else if (field.IsRepeated && !field.IsMap && field.FieldType == FieldType.Message)
                    foreach (var item in ((System.Collections.IEnumerable)value).OfType<IMessage>())
                        Walk(item);
            }
        }
    }

    // A condition has a filter within it, and a choice of points may have one: what holds for requests does not hold for conditions.
    private static bool IsRequest(IMessage at) => at is not (Q.Condition or Q.NestedCondition)
        && at is not Q.PointsSelector { PointsSelectorOneOfCase: not Q.PointsSelector.PointsSelectorOneOfOneofCase.Filter };

    private static int Guard(object? value)
    {
        if (value is Q.ShardKeySelector selector)
            Assert.Contains(Assert.Single(selector.ShardKeys).Keyword, new[] { "acme", "_shared" });
        else
            Assert.Equal(Conditions.Of(Tenant), Assert.IsType<Q.Filter>(value).Must[0]);
        return 1;
    }
}
