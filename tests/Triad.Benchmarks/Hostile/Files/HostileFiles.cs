namespace Triad.Benchmarks.Hostile.Files;

/// <summary>The files of a run: file i of a seed is always the same one.</summary>
internal sealed class HostileFiles(HostileContext context, int seed)
{
    private static readonly Func<HostileContext, Random, HostileFile>[] Families =
    [
        Mutations.Truncate,
        Mutations.Flip,
        Mutations.Header,
        Mutations.Splice,
        (_, random) => Bombs.Make(random),
        References.Playlist,
        Mutations.Header,
        References.Container,
        (_, random) => Oddities.NoMedia(random),
        Mutations.Flip,
        Oddities.Archive,
        Oddities.Named,
        Oddities.Metadata,
    ];

    public HostileFile Make(int index) =>
        Families[index % Families.Length](context, new Random(unchecked((seed * 1_000_003) + index)));
}
