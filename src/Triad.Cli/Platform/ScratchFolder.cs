namespace Triad.Cli.Platform;

/// <summary>A temporary folder that goes away at the end unless it is to be kept.</summary>
internal sealed class ScratchFolder(bool keep) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("triad-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (!keep)
            Directory.Delete(Path, recursive: true);
    }
}
