using Triad.Core.Errors;

namespace Triad.Core.Embedding;

/// <summary>The model packages at hand, loaded when first asked for.</summary>
public interface IModelCatalog
{
    /// <summary>The ids of the packages found.</summary>
    IReadOnlyList<string> Packages { get; }

    /// <summary>How much work a new query would stand behind in this process; see <see cref="IEmbedder.QueueDepth"/>.</summary>
    int QueueDepth { get; }

    /// <summary>True where a package is loaded, or can be loaded without unloading another one.</summary>
    bool HasRoomFor(string package) => true;

    /// <summary>
    /// Loads a package and checks it, or returns it where that has been done. ModelUnavailable says what is wrong with it; QueueFull, that others
    /// leave it no room at present. What is returned may be kept: where it was unloaded in between, its next call loads it again.
    /// </summary>
    Task<Result<IEmbedder>> GetAsync(string package, CancellationToken cancellationToken);
}
