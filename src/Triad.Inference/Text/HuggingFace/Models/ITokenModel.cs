namespace Triad.Inference.Text.HuggingFace.Models;

/// <summary>Turns a word into ids of its pieces. Thread-safe.</summary>
internal interface ITokenModel
{
    /// <summary>Adds the ids of a word.</summary>
    /// <returns>False where a part of the word is not in the vocabulary.</returns>
    bool Encode(string word, List<int> ids);
}
