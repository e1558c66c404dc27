using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Filters;

public sealed class FilterTextTests
{
    public static TheoryData<Condition, string> Conditions => new()
    {
        { new MetadataMatch("k", [MetadataValue.Of("é")]), """{"$type":"metadata-match","key":"k","anyOf":["\u00E9"]}""" },
        { new MetadataMatch("k", [MetadataValue.Of(1.5), MetadataValue.Of(true)]), """{"$type":"metadata-match","key":"k","anyOf":[1.5,true]}""" },
        { new MetadataMatch("k", [MetadataValue.Of(["a", "b"])]), """{"$type":"metadata-match","key":"k","anyOf":[["a","b"]]}""" },
        { new MetadataPresent("k"), """{"$type":"metadata-present","key":"k"}""" },
        {
            new MetadataRange("k", 1, null, null, double.PositiveInfinity),
            """{"$type":"metadata-range","key":"k","above":1,"atLeast":null,"below":null,"atMost":"Infinity"}"""
        },
        { new VideoIn([VideoId.From("clip")]), """{"$type":"video-in","videos":["clip"]}""" },
        {
            new SegmentOverlaps(new TimeRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))),
            """{"$type":"segment-overlaps","span":{"start":"00:00:01","end":"00:00:02"}}"""
        },
        { new VideoDurationWithin(TimeSpan.FromSeconds(1), null), """{"$type":"video-duration-within","atLeast":"00:00:01","atMost":null}""" },
        { new MaskContains(Modalities.Audio), """{"$type":"mask-contains","mask":4}""" },
        { new Nested(Filter.Everything), """{"$type":"nested","filter":{"must":[],"should":[],"mustNot":[]}}""" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Condition_WrittenAndRead_IsTheSame(Condition condition, string text)
    {
        var written = FilterText.Write(new Filter([condition], [], []));
        var read = FilterText.Read(written);

        Assert.Equal($$"""{"must":[{{text}}],"should":[],"mustNot":[]}""", written);
        Assert.Equal(condition.GetType(), Assert.Single(read.Must).GetType());
        Assert.Equal(written, FilterText.Write(read));
    }

    [Fact]
    public void Conditions_OfCore_AllHaveACase() =>
        Assert.Equal(
            typeof(Condition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Condition))).Select(type => type.Name).Order(),
            Conditions.Select(row => row.Data.Item1.GetType().Name).Distinct().Order());

    [Fact]
    public void Filter_NestedDeeply_IsRead()
    {
        var filter = Filter.Everything;
        for (var depth = 0; depth < 50; depth++)
            filter = new Filter([new Nested(filter)], [], []);

        Assert.Equal(FilterText.Write(filter), FilterText.Write(FilterText.Read(FilterText.Write(filter))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"must":[{"$type":"from-the-future"}],"should":[],"mustNot":[]}""")]
    [InlineData("""{"must":[{"key":"k"}],"should":[],"mustNot":[]}""")]
    [InlineData("""{"must":[{"$type":"video-in","videos":["a/b"]}],"should":[],"mustNot":[]}""")]
    public void Text_ThatIsNoFilter_IsRefused(string text) => Assert.Throws<FormatException>(() => FilterText.Read(text));
}
