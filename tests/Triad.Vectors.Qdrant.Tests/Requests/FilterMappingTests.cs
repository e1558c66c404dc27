using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Tests.Requests;

/// <summary>What each condition becomes. That the whole finds the same points is for the contract's drawn filters.</summary>
public sealed class FilterMappingTests
{
    private static readonly FilterMapping Mapping = new(TenantId.From("acme"));

    private static readonly string Always = Keyword("tenant", "acme");
    private static readonly string Never = $$"""{ "filter": { "mustNot": [ {{Always}} ] } }""";

    public static TheoryData<Condition, string> Mapped => new()
    {
        { new MetadataRange("x", null, 0, null, 0), InNumbers($"{Keyword("k", "x")}, {Range("v", "\"gte\": 0, \"lte\": 0")}") },
        { new MetadataRange("x", null, null, null, null), InNumbers(Keyword("k", "x")) },
        { new MetadataRange("x", double.NaN, null, double.PositiveInfinity, null), InNumbers(Keyword("k", "x")) },
        { new MetadataRange("x", double.PositiveInfinity, null, null, null), Never },
        { new MetadataMatch("x", [MetadataValue.Of("a"), MetadataValue.Of(1)]), Keywords("tokens", "\"1:x:t:a\", \"1:x:n:1\"") },
        { new MetadataMatch("x", []), Never },
        { new MetadataPresent("x"), Keyword("tokens", "1:x:p:") },
        { new MaskContains(Modalities.None), Always },
        { new MaskContains(Modalities.Video | Modalities.Audio), All(Keyword("modalities", "v"), Keyword("modalities", "a")) },
        { new SegmentOverlaps(new TimeRange(new(1), new(2))), All(Range("start", "\"lt\": 2"), Range("end", "\"gt\": 1")) },
        { new VideoDurationWithin(null, null), Always },
        { new VideoDurationWithin(null, TimeSpan.Zero), Range("duration", "\"lte\": 0") },
        { new VideoIn([]), Never },
        { new VideoIn([VideoId.From("b"), VideoId.From("a")]), Keywords("video", "\"a\", \"b\"") },
        { new Nested(Filter.Everything), Always },
    };

    [Theory]
    [MemberData(nameof(Mapped))]
    public void Of_EachCondition_IsThis(Condition condition, string json) => Assert.Equal(
        $$"""{ "filter": { "must": [ {{json}} ] } }""",
        Mapping.Of(new Filter([condition], [], [])).ToString());

    [Fact]
    public void Of_EveryKindOfCondition_IsMapped()
    {
        var kinds = typeof(Condition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Condition)));

        Assert.Equal(kinds.ToHashSet(), Mapped.Select(row => row.Data.Item1.GetType()).ToHashSet());
    }

    private static string Keyword(string field, string value) =>
        $$"""{ "field": { "key": "{{field}}", "match": { "keyword": "{{value}}" } } }""";

    private static string Keywords(string field, string values) =>
        $$"""{ "field": { "key": "{{field}}", "match": { "keywords": { "strings": [ {{values}} ] } } } }""";

    private static string Range(string field, string bounds) => $$"""{ "field": { "key": "{{field}}", "range": { {{bounds}} } } }""";

    private static string All(params string[] conditions) => $$"""{ "filter": { "must": [ {{string.Join(", ", conditions)}} ] } }""";

    private static string InNumbers(string conditions) =>
        $$"""{ "nested": { "key": "numbers", "filter": { "must": [ {{conditions}} ] } } }""";
}
