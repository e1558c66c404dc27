namespace Triad.Inference.Text;

/// <summary>Turns a text into what a text graph takes. Thread-safe.</summary>
internal interface ITokenizer
{
    /// <summary>The ids of a text, and what the vocabulary knew of it.</summary>
    /// <exception cref="TextTooSlowException">It takes too long.</exception>
    TokenizedText Tokenize(string text);
}
