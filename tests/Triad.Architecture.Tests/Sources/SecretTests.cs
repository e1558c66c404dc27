using System.Text.RegularExpressions;

namespace Triad.Architecture.Tests.Sources;

public sealed partial class SecretTests
{
    // Where secrets, their hashes and signatures are compared.
    private static readonly string[] Folders =
        ["src/Triad.Gateway/Authentication", "src/Triad.Gateway/Tokens", "src/Triad.Grains/Keys", "src/Triad.Grains.Abstractions/Keys"];

    [Theory]
    [InlineData("src/Triad.Gateway/Authentication/CachedKey.cs")]
    [InlineData("src/Triad.Gateway/Tokens/TokenSigner.cs")]
    [InlineData("src/Triad.Grains/Keys/SecretRules.cs")]
    public void Comparison_OfSecrets_TakesTheSameTimeWhateverDiffers(string path) =>
        Assert.Contains(SourceFile.Under(Path.GetDirectoryName(path)!), file => file.Path == path && file.Has(FixedTime()));

    [Fact]
    public void Comparison_ThatEndsEarly_IsNotUsedNearSecrets() =>
        Assert.Empty(SourceFile.Under(Folders).Where(file => file.Has(EndsEarly())).Select(file => file.Path));

    [GeneratedRegex(@"\bCryptographicOperations\.FixedTimeEquals\(")]
    private static partial Regex FixedTime();

    [GeneratedRegex(@"\.SequenceEqual\(|\bSequenceCompareTo\(|[sS]ha256\w* ==|== \w*[sS]ha256|[sS]ecret\w* ==|== \w*[sS]ecret")]
    private static partial Regex EndsEarly();
}
