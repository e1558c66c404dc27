using Triad.Testing.Servers;

namespace Triad.Testing.Azure;

/// <summary>Where the emulator of Azure storage is that `./triad test` installs.</summary>
public static class Azurite
{
    private const string Programs = "artifacts/azurite/node_modules/azurite/dist/src";

    /// <summary>True where it is installed.</summary>
    public static bool IsHere => File.Exists(ProgramPath(tables: false));

    /// <summary>The emulator's program for blobs or for tables.</summary>
    public static string ProgramPath(bool tables) => Path.Combine(Checkout.Root, Programs, tables ? "table" : "blob", "main.js");

    /// <summary>Skips the test that asks where it is not installed.</summary>
    public static void SkipWhereMissing() => Assert.SkipUnless(
        IsHere, "azurite, the emulator of Azure storage, is not installed (./triad test does it where npm may)");
}
