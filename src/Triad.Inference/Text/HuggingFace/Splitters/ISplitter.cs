namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>Splits a text into the words that the model sees (a <c>pre_tokenizer</c>). Thread-safe.</summary>
internal interface ISplitter
{
    /// <summary>The words of a piece of a text.</summary>
    /// <param name="piece">Not empty.</param>
    /// <param name="first">True for the piece that begins the text.</param>
    IEnumerable<string> Split(string piece, bool first);
}
