using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Triad.Vectors.Tests;

/// <summary>A folder of its own with indexes on it; all goes with the test.</summary>
public sealed class EmbeddedVectorIndexFixture : IDisposable
{
    private readonly List<EmbeddedVectorIndex> _open = [];

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"triad-vectors-{Guid.NewGuid():N}");

    public EmbeddedVectorIndex Open(Action<EmbeddedVectorIndexOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new EmbeddedVectorIndexOptions { Folder = Folder };
        configure?.Invoke(options);
        var index = new EmbeddedVectorIndex(Options.Create(options), time ?? TimeProvider.System, NullLogger<EmbeddedVectorIndex>.Instance);
        _open.Add(index);
        return index;
    }

    public void Dispose()
    {
        foreach (var index in _open)
            index.Dispose();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
