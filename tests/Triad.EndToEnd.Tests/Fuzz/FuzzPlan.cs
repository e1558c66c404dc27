using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>How much is tried, and from which seed: the same seed tries the same.</summary>
internal static class FuzzPlan
{
    /// <summary>Sets the seed; what a failure printed tries its cases again.</summary>
    public const string SeedVariable = "TRIAD_FUZZ_SEED";

    /// <summary>Multiplies the number of cases.</summary>
    public const string ScaleVariable = "TRIAD_FUZZ_SCALE";

    public static ulong Seed { get; } = Read(SeedVariable) ?? 20_261_120;

    public static int Scale { get; } = (int)(Read(ScaleVariable) ?? 1);

    /// <summary>Draws from a generator, for a purpose of its own.</summary>
    public static IReadOnlyList<T> Draw<T>(Gen<T> from, string purpose, int count) => from.Sample(30, new Rnd(Seed ^ Hash(purpose)), count);

    public static string Describe => $"{SeedVariable}={Seed} {ScaleVariable}={Scale}";

    private static ulong? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;

    // FNV-1a: string.GetHashCode differs from run to run.
    private static ulong Hash(string text) => text.Aggregate(14_695_981_039_346_656_037UL, (hash, letter) => (hash ^ letter) * 1_099_511_628_211UL);
}
