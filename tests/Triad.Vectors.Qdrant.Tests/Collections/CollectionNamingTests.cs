using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Collections;

namespace Triad.Vectors.Qdrant.Tests.Collections;

public sealed class CollectionNamingTests
{
    [Theory]
    [InlineData("mini@0123456789abcdef", "triad_mini_0123456789abcdef")]
    [InlineData("a_b.c-d@0123456789abcdef", "triad_a_b.c-d_0123456789abcdef")]
    public void OfSpace_IsThis(string space, string name)
    {
        Assert.Equal(name, CollectionNaming.OfSpace("triad_", SpaceId.From(space)));
        Assert.Equal(SpaceId.From(space), CollectionNaming.SpaceOf("triad_", name));
    }

    [Theory]
    [InlineData("triad_shards")]
    [InlineData("other_mini_0123456789abcdef")]
    [InlineData("triad_0123456789abcdef")]
    [InlineData("triad_mini_x")]
    public void SpaceOf_OtherNames_IsNone(string name) => Assert.Null(CollectionNaming.SpaceOf("triad_", name));

    [Fact]
    public void SharedKey_IsNoTenant() => Assert.False(TenantId.Parse(CollectionNaming.SharedKey).IsOk);
}
