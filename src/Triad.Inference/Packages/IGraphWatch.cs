using Triad.Inference.Scheduling;

namespace Triad.Inference.Packages;

/// <summary>Sees every batch that goes through the graphs of packages: how a benchmark learns which tensors they were given.</summary>
internal interface IGraphWatch
{
    /// <summary>The graph to use in place of one that was opened.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="file">Its file.</param>
    IBatchGraph Around(IBatchGraph graph, string file);
}
