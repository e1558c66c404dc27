using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>One of a model's ways to ask a representation. Each head makes vectors of its own, which only that representation understands.</summary>
/// <param name="Name">
/// What its vectors are called. Where this is the name of a stored representation too, the head is that one, and its stored vectors can ask as well.
/// </param>
/// <param name="Mask">The modalities that it takes, all of them at once.</param>
public sealed record AskingHead(string Name, Modalities Mask);
