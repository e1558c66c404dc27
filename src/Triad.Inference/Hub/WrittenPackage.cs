namespace Triad.Inference.Hub;

/// <summary>A package that was written, every graph of which has run.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Id">Its id.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Bytes">The size of all files but model.json.</param>
internal sealed record WrittenPackage(string Folder, string Id, string Space, long Bytes);
