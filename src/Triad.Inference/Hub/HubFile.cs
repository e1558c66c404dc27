namespace Triad.Inference.Hub;

/// <summary>A file that goes into a package.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Source">Where it lies in the hub's folder.</param>
internal sealed record HubFile(string Name, string Source);
