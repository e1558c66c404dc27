using Triad.Core.Metadata;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Tests.Requests;

/// <summary>Stored for ever, so their bytes stand here.</summary>
public sealed class MetadataTokensTests
{
    [Fact]
    public void Of_EachKind_IsThis()
    {
        Assert.Equal(["4\0city\0p\0", "4\0city\0t\0caf\u00e9"], MetadataTokens.Of("city", MetadataValue.Of("cafe\u0301")));
        Assert.Equal(["4\0year\0p\0", "4\0year\0n\00.1"], MetadataTokens.Of("year", MetadataValue.Of(0.1)));
        Assert.Equal(["1\0x\0p\0", "1\0x\0n\00"], MetadataTokens.Of("x", MetadataValue.Of(-0.0)));
        Assert.Equal(["1\0x\0p\0", "1\0x\0f\0true"], MetadataTokens.Of("x", MetadataValue.Of(true)));
        Assert.Equal(
            ["4\0tags\0p\0", "4\0tags\0l\01\0a\02\0bc\0", "4\0tags\0t\0a", "4\0tags\0t\0bc"],
            MetadataTokens.Of("tags", MetadataValue.Of(["a", "bc"])));
    }

    [Fact]
    public void Of_KeysAndTextsWithSeparatorsInThem_AreNotTakenForOthers()
    {
        Assert.NotEqual(
            MetadataTokens.Wanted("a", MetadataValue.Of("b\0t\0c")),
            MetadataTokens.Wanted("a\0t\0b", MetadataValue.Of("c")));
        Assert.NotEqual(
            MetadataTokens.Wanted("a", MetadataValue.Of(["b", "c"])),
            MetadataTokens.Wanted("a", MetadataValue.Of(["b\01\0c"])));
    }
}
