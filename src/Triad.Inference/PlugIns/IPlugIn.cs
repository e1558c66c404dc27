namespace Triad.Inference.PlugIns;

/// <summary>A part that model.json names.</summary>
internal interface IPlugIn
{
    /// <summary>Its name in model.json.</summary>
    string Name { get; }
}
