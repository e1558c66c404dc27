using Triad.Testing.Servers;

namespace Triad.Grains.Tests.Serialisation;

/// <summary>
/// A file that says what is sent or stored, for ever. With TRIAD_WRITE_GOLDEN=1 in the environment a test writes the file and fails, so that
/// nobody changes one without seeing it in a review (docs/grains.md).
/// </summary>
internal static class GoldenFile
{
    public const string Switch = "TRIAD_WRITE_GOLDEN";

    public static string Folder { get; } = Path.Combine(Checkout.Root, "tests", "Triad.Grains.Tests", "Serialisation", "Golden");

    public static string NameOf(string alias, string ending) => $"{alias.Replace('`', '-')}.{ending}";

    /// <summary>What the file holds.</summary>
    public static string Read(string name)
    {
        var path = Path.Combine(Folder, name);
        Assert.True(File.Exists(path), $"There is no {path}: run this test with {Switch}=1, and look at what it writes.");
        return File.ReadAllText(path).TrimEnd('\n');
    }

    /// <summary>Compares with the file, or writes it.</summary>
    public static void Check(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Path.Combine(Folder, name), $"{actual}\n");
            Assert.Fail($"{name} is written: look at the difference, then run without {Switch}.");
        }

        Assert.Equal(Read(name), actual);
    }
}
