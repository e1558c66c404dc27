using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Packages;

/// <summary>Vectors and derived data are stored under these names: for the same package they never change.</summary>
public sealed class StoredKeysTests
{
    [Theory]
    [InlineData("models", "triad-mini", "2653f1f9c29caa2a", "9b6ce34575818083")]
    [InlineData("tests/Data/tiny-package", "tiny", "74dbd285c248b626", "207ab3d5d9f9db8f")]
    [InlineData("tests/Data/full-size", "small", "27c5627e8444031e", "473f140ffb78950e")]
    [InlineData("tests/Data/full-size", "small-int8", "4d49a2c9f40a9cfc", "6ecc90e91e5e2ce7")]
    [InlineData("tests/Data/converted", "davenet-v2", "9ff7be6914531a24", "1f428e32e17a516f")]
    [InlineData("tests/Data/converted", "per-modality", "4d6c517e4e0124e8", "aa1cb664ffed9c50")]
    public async Task Get_PackageFromBefore_HasItsSpaceAndItsFrontEndKey(string models, string package, string space, string frontEnd)
    {
        using var fixture = new InferenceFixture(Path.Combine(TestFolders.Root, models));

        var model = (await fixture.GetAsync(package)).Model;

        Assert.Equal(($"{package}@{space}", frontEnd), (model.Space.Value, model.FrontEndKey));
    }
}
