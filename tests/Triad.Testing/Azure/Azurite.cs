using Triad.Testing.Servers;

namespace Triad.Testing.Azure;

/// <summary>Where the emulator of Azure storage is that `./triad test` installs.</summary>
public static class Azurite
{
    private const string Program = "artifacts/azurite/node_modules/azurite/dist/src/blob/main.js";

    /// <summary>The emulator's program for blobs.</summary>
    public static string ProgramPath { get; } = Path.Combine(Checkout.Root, Program);

    /// <summary>Why it is not here, or null.</summary>
    public static string? WhyMissing =>
        File.Exists(ProgramPath) ? null : "azurite, the emulator of Azure storage, is not installed (./triad test does it where npm may)";
}
