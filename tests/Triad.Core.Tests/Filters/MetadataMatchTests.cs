using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Filters;

public sealed class MetadataMatchTests
{
    private const string Composed = "caf\u00e9";
    private const string Decomposed = "cafe\u0301";

    public static TheoryData<MetadataValue, MetadataValue, bool> Pairs => new()
    {
        { MetadataValue.Of(Composed), MetadataValue.Of(Decomposed), true },
        { MetadataValue.Of(Decomposed), MetadataValue.Of(Composed), true },
        { MetadataValue.Of(Composed), MetadataValue.Of(["bar", Decomposed]), true },
        { MetadataValue.Of([Composed]), MetadataValue.Of([Decomposed]), true },
        { MetadataValue.Of([Composed]), MetadataValue.Of([Decomposed, "bar"]), false },
        { MetadataValue.Of("cafe"), MetadataValue.Of(Decomposed), false },
        { MetadataValue.Of("1"), MetadataValue.Of(1), false },
        { MetadataValue.Of(1), MetadataValue.Of(1), true },
        { MetadataValue.Of(true), MetadataValue.Of(true), true },
        { MetadataValue.Of(true), MetadataValue.Of(false), false },
        { MetadataValue.Of(["a"]), MetadataValue.Of("a"), false },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Holds_ForAValue_ComparesTextsAsTheyLook(MetadataValue wanted, MetadataValue stored, bool holds)
    {
        var subject = new FilterSubject(
            VideoId.From("clip"), new TimeRange(TimeSpan.Zero, TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1), Modalities.All,
            ImmutableDictionary<string, MetadataValue>.Empty.Add("place", stored));

        Assert.Equal(holds, new MetadataMatch("place", [wanted]).Holds(subject));
    }
}
