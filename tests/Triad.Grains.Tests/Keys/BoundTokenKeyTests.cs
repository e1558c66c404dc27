using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Testing.Access;

namespace Triad.Grains.Tests.Keys;

public sealed class BoundTokenKeyTests
{
    public static TheoryData<BoundKeyVector> Vectors => [.. BoundKeyVector.All];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void PublicHalf_OfASecret_IsWhatAnotherProgramDerives(BoundKeyVector vector)
    {
        var point = BoundTokenKey.PublicOf(ApiKeyId.From(vector.KeyId), Convert.FromHexString(vector.Secret));

        Assert.Equal(vector.X + vector.Y, Convert.ToHexStringLower(point.AsSpan()));
    }

    [Fact]
    public void Secret_ThatIsDrawn_HasThePublicHalfOfItsToken()
    {
        var secret = ApiKeySecret.Draw();

        Assert.Equal(ApiKeySecret.Parse(secret.Token).Value.TokenKey(), secret.TokenKey());
    }
}
