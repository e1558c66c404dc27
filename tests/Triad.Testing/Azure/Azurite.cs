using Triad.Testing.Servers;

namespace Triad.Testing.Azure;

/// <summary>Where the emulator of Azure storage is that `./triad test` installs.</summary>
public static class Azurite
{
    private const string Program = "artifacts/azurite/node_modules/azurite/dist/src/blob/main.js";

    /// <summary>The emulator's program for blobs.</summary>
    public static string ProgramPath { get; } = Path.Combine(Checkout.Root, Program);

    /// <summary>True where it is installed.</summary>
    public static bool IsHere => File.Exists(ProgramPath);

    /// <summary>Skips the test that asks where it is not installed.</summary>
    public static void SkipWhereMissing() => Assert.SkipUnless(
        IsHere, "azurite, the emulator of Azure storage, is not installed (./triad test does it where npm may)");
}
