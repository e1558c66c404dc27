using System.Security.Cryptography;
using FsCheck.Xunit;
using Triad.Client.Tokens;
using Triad.Testing.Access;

namespace Triad.Client.Tests.Tokens;

public sealed class BoundTokenKeyTests
{
    public static TheoryData<BoundKeyVector> Vectors => [.. BoundKeyVector.All];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Key_OfASecret_IsWhatAnotherProgramDerives(BoundKeyVector vector)
    {
        using var pair = BoundTokenKey.Derive(vector.KeyId, Convert.FromHexString(vector.Secret));

        var parameters = pair.ExportParameters(includePrivateParameters: true);
        Assert.Equal(
            (vector.Scalar, vector.X, vector.Y),
            (Convert.ToHexStringLower(parameters.D!), Convert.ToHexStringLower(parameters.Q.X!), Convert.ToHexStringLower(parameters.Q.Y!)));
    }

    [Property(MaxTest = 30)]
    public void Key_OfTheSameSecret_IsTheSame_AndOfAnotherKeyIdAnother(byte[] seed)
    {
        var secret = SHA256.HashData(seed);
        using var one = BoundTokenKey.Derive("abcdefghijklmnop", secret);
        using var again = BoundTokenKey.Derive("abcdefghijklmnop", secret);
        using var other = BoundTokenKey.Derive("abcdefghijklmnoq", secret);

        var signature = one.SignData(seed, HashAlgorithmName.SHA256);
        Assert.True(again.VerifyData(seed, signature, HashAlgorithmName.SHA256));
        Assert.False(other.VerifyData(seed, signature, HashAlgorithmName.SHA256));
    }
}
