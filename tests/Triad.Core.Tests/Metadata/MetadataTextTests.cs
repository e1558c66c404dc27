using System.Collections.Immutable;
using Triad.Core.Metadata;

namespace Triad.Core.Tests.Metadata;

/// <summary>Stored for ever, so the text stands here.</summary>
public sealed class MetadataTextTests
{
    private static readonly ImmutableDictionary<string, MetadataValue> Metadata = ImmutableDictionary<string, MetadataValue>.Empty
        .Add("year", MetadataValue.Of(2000.1))
        .Add("tags", MetadataValue.Of(["a", "\u00fc"]))
        .Add("none", MetadataValue.Of(ImmutableArray<string>.Empty))
        .Add("public", MetadataValue.Of(true))
        .Add("a.b \"c\"", MetadataValue.Of("x"))
        .Add("tiny", MetadataValue.Of(double.Epsilon))
        .Add("third", MetadataValue.Of(1 / 3.0));

    [Fact]
    public void Write_EachKind_IsThis() => Assert.Equal(
        """{"a.b \u0022c\u0022":"x","none":[],"public":true,"tags":["a","\u00FC"],"third":0.3333333333333333,"tiny":5E-324,"year":2000.1}""",
        MetadataText.Write(Metadata));

    [Fact]
    public void Read_OfWhatWasWritten_IsTheSame() => Assert.Equal(
        Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal),
        MetadataText.Read(MetadataText.Write(Metadata)).OrderBy(pair => pair.Key, StringComparer.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":[1]}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public void Read_SomethingElse_IsRefused(string text) => Assert.Throws<FormatException>(() => MetadataText.Read(text));
}
