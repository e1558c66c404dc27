using Triad.Core.Errors;

namespace Triad.Inference.Text;

/// <summary>A text on which an expression of the model's tokenizer goes back and forth for longer than anybody waits.</summary>
internal sealed class TextTooSlowException(string text, Exception inner)
    : Exception("An expression of tokenizer.json takes too long on a text.", inner)
{
    /// <summary>What the caller is told.</summary>
    public Error Error { get; } = Error.Invalid(
        "text", text, "keeps an expression of the model's tokenizer.json busy for too long", "Shorten long runs of one kind of character, or write another text.");
}
