namespace Triad.Evaluation;

/// <summary>How far one work is.</summary>
public interface IProgressLine
{
    /// <summary>Tells it; several threads may.</summary>
    void Report(int done, int of);
}
