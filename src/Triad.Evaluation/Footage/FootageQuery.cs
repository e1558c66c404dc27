namespace Triad.Evaluation.Footage;

/// <summary>What is asked for an item: words, or a sound or a picture as a file.</summary>
/// <param name="Item">The index of the item that is right.</param>
/// <param name="Text">Words; null where a file asks.</param>
/// <param name="Sound">A sound's file; null for none.</param>
/// <param name="Picture">A picture's file; null for none.</param>
internal sealed record FootageQuery(int Item, string? Text = null, string? Sound = null, string? Picture = null);
