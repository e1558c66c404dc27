using Triad.Core.Errors;

namespace Triad.Core.Usage.Export;

/// <summary>A place that usage is exported to.</summary>
public interface IUsageSink
{
    /// <summary>The operator's name of it: positions are kept by it.</summary>
    string Name { get; }

    /// <summary>What it is, for people: "http", "folder", "azure-blob".</summary>
    string Kind { get; }

    /// <summary>
    /// Takes slices; success where the target has them durably. The same slice may come again, also after a success: its events have the same ids.
    /// </summary>
    Task<Result> SendAsync(IReadOnlyList<UsageSlice> slices, CancellationToken cancellationToken);
}
