using Triad.Core.Errors;

namespace Triad.Core.Embedding;

/// <summary>The model packages at hand, loaded when first asked for.</summary>
public interface IModelCatalog
{
    /// <summary>The ids of the packages found.</summary>
    IReadOnlyList<string> Packages { get; }

    /// <summary>How much work a new query would stand behind in this process; see <see cref="IEmbedder.QueueDepth"/>.</summary>
    int QueueDepth { get; }

    /// <summary>Loads a package and checks it, or returns it where that has been done. ModelUnavailable says what is wrong with it.</summary>
    Task<Result<IEmbedder>> GetAsync(string package, CancellationToken cancellationToken);
}
