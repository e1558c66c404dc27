using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Searches;

namespace Triad.Grains.Tests.Searches;

public sealed class GrantedFilterTests
{
    private static readonly GrantedFields Title = new(false, false, false, ["title"]);
    private static readonly Condition IsPublic = Match("public", "yes");
    private static readonly FilterSubject Open = Subject(("public", "yes"), ("title", "ship"), ("secret", "plan"));
    private static readonly FilterSubject Closed = Subject(("public", "no"), ("title", "ship"));

    [Fact]
    public void Filter_OfTheAsker_NarrowsAGrantAndNeverWidensIt()
    {
        Filter[] asked =
        [
            Filter.Everything,
            new([], [IsPublic, Match("public", "no"), Match("title", "ship")], []),
            new([], [], [IsPublic]),
            new([Match("title", "ship")], [], []),
            new([new Nested(new Filter([], [new Nested(Filter.Everything)], []))], [], []),
        ];

        Assert.All(asked, filter => Assert.False(GrantedFilter.Of(Grant(new Filter([IsPublic], [], [])), filter).Accepts(Closed)));
        Assert.True(GrantedFilter.Of(Grant(new Filter([IsPublic], [], [])), asked[3]).Accepts(Open));
        Assert.False(GrantedFilter.Of(Grant(new Filter([IsPublic], [], [])), new Filter([Match("title", "boat")], [], [])).Accepts(Open));
    }

    [Fact]
    public void Condition_OnMetadataThatIsNotShown_IsAsIfItWereNotThere()
    {
        Condition[] hidden = [Match("secret", "plan"), new MetadataPresent("secret"), new MetadataRange("secret", null, 0, null, null)];

        foreach (var condition in hidden)
        {
            Assert.False(Seen(new Filter([condition], [], [])));
            Assert.False(Seen(new Filter([], [condition], [])));
            Assert.True(Seen(new Filter([], [], [condition])));
            Assert.False(Seen(new Filter([new Nested(new Filter([condition], [], []))], [], [])));
            Assert.True(Seen(new Filter([], [condition, Match("title", "ship")], [])));
        }

        static bool Seen(Filter filter) => GrantedFilter.Seen(filter, Title).Accepts(Open);
    }

    [Fact]
    public void Condition_OnWhatIsShownAnyway_StaysAsItIs()
    {
        var filter = new Filter([new VideoIn([VideoId.From("v")]), new MaskContains(Modalities.Video), Match("title", "ship")], [], []);

        Assert.True(GrantedFilter.Seen(filter, Title).Accepts(Open));
        Assert.True(GrantedFilter.Seen(new Filter([Match("secret", "plan")], [], []), Title with { AllMetadata = true }).Accepts(Open));
    }

    [Fact]
    public void Key_ThatIsNotShown_IsFoundWhereverTheFilterHasIt()
    {
        Filter[] filters =
        [
            new([Match("secret", "plan")], [], []),
            new([], [Match("title", "ship"), new MetadataPresent("secret")], []),
            new([], [], [new MetadataRange("secret", null, 0, null, null)]),
            new([], [], [new Nested(new Filter([new Nested(new Filter([], [], [Match("secret", "plan")]))], [], []))]),
        ];

        Assert.All(filters, filter => Assert.Equal("secret", GrantedFilter.HiddenKeyOf(filter, Title)));
        Assert.All(filters, filter => Assert.Null(GrantedFilter.HiddenKeyOf(filter, Title with { AllMetadata = true })));
        Assert.Null(GrantedFilter.HiddenKeyOf(new Filter([Match("title", "ship"), new VideoIn([VideoId.From("v")])], [], []), Title));
    }

    private static Grant Grant(Filter filter) => new(
        "g", TenantId.From("acme"), TenantId.From("beta"), "", filter, Title, SpaceId.From("hash@0123456789abcdef"), GrantStatus.Active, default, default);

    private static MetadataMatch Match(string key, string value) => new(key, [MetadataValue.Of(value)]);

    private static FilterSubject Subject(params (string Key, string Value)[] metadata) => new(
        VideoId.From("v"),
        new TimeRange(TimeSpan.Zero, TimeSpan.FromSeconds(8)),
        TimeSpan.FromSeconds(8),
        Modalities.Video,
        metadata.ToImmutableDictionary(pair => pair.Key, pair => MetadataValue.Of(pair.Value)));
}
