using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

/// <summary>A fact about a layer of the sandbox; skipped where this machine's kernel or tools refuse the layer.</summary>
public sealed class LayerFactAttribute : FactAttribute
{
    public LayerFactAttribute(SandboxLayer layer) => Skip = MachineLayers.WhyMissing(layer);
}
