namespace Triad.Inference.Text.HuggingFace.Normalizers;

/// <summary>Changes a text before it is split. Thread-safe.</summary>
internal interface INormalizer
{
    /// <summary>The changed text.</summary>
    string Normalize(string text);
}
