using Triad.Inference.Sound;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>The front-ends of the small models whose reference results lie beside the checkout.</summary>
internal static class HubSounds
{
    public static ISoundInput Clap { get; } = new ClapFrontEnd(new ClapSettings
    {
        SampleRate = 48_000,
        WindowSamples = 480_000,
        Fft = 1024,
        Hop = 480,
        MelBins = 64,
        MinHz = 0,
        MaxHz = 14_000,
    });

    public static ISoundInput Ast { get; } = new AstFrontEnd(new AstSettings
    {
        SampleRate = 16_000,
        MelBins = 128,
        Frames = 256,
        Mean = -4.2677393,
        Std = 4.5689974,
    });
}
