namespace Triad.Core.Media;

/// <summary>A blob at hand as a local file; read only.</summary>
public interface IMediaLease : IAsyncDisposable
{
    /// <summary>The absolute path of the file.</summary>
    string Path { get; }
}
