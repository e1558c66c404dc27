namespace Triad.Media.Tests;

public sealed class MediaOptionsValidatorTests
{
    [Fact]
    public void Defaults_Validated_AreGood() => Assert.True(new MediaOptionsValidator().Validate(null, new MediaOptions()).Succeeded);

    [Fact]
    public void WrongSettings_Validated_AreAllNamedAtOnce()
    {
        var options = new MediaOptions { StoreFolder = " ", FfmpegPath = "/no/such", MaxPixels = 0, StallTimeout = TimeSpan.Zero, CpuTimePerMediaTime = double.NaN };

        var failures = new MediaOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(5, failures.Count);
        foreach (var setting in (string[])["StoreFolder", "FfmpegPath", "MaxPixels", "StallTimeout", "CpuTimePerMediaTime"])
            Assert.Contains(failures, failure => failure.StartsWith($"Triad:Media:{setting} ", StringComparison.Ordinal));
    }
}
