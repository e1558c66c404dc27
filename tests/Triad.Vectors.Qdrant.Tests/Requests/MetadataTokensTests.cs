using Triad.Core.Metadata;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Tests.Requests;

/// <summary>Stored for ever, so their bytes stand here.</summary>
public sealed class MetadataTokensTests
{
    [Fact]
    public void Of_EachKind_IsThis()
    {
        Assert.Equal(["4:city:p:", "4:city:t:caf\u00e9"], MetadataTokens.Of("city", MetadataValue.Of("cafe\u0301")));
        Assert.Equal(["4:year:p:", "4:year:n:0.1"], MetadataTokens.Of("year", MetadataValue.Of(0.1)));
        Assert.Equal(["1:x:p:", "1:x:n:0"], MetadataTokens.Of("x", MetadataValue.Of(-0.0)));
        Assert.Equal(["1:x:p:", "1:x:f:true"], MetadataTokens.Of("x", MetadataValue.Of(true)));
        Assert.Equal(
            ["4:tags:p:", "4:tags:l:1:a2:bc", "4:tags:t:a", "4:tags:t:bc"],
            MetadataTokens.Of("tags", MetadataValue.Of(["a", "bc"])));
    }

    [Fact]
    public void Of_KeysAndTextsWithSeparatorsInThem_AreNotTakenForOthers()
    {
        Assert.NotEqual(
            MetadataTokens.Wanted("a", MetadataValue.Of("b:t:c")),
            MetadataTokens.Wanted("a:t:b", MetadataValue.Of("c")));
        Assert.NotEqual(
            MetadataTokens.Wanted("a", MetadataValue.Of(["b", "c"])),
            MetadataTokens.Wanted("a", MetadataValue.Of(["b1:c"])));
    }
}
