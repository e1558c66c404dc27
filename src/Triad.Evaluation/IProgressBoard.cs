namespace Triad.Evaluation;

/// <summary>Where a run tells how far its works are.</summary>
public interface IProgressBoard
{
    /// <summary>A line for one work.</summary>
    IProgressLine Add(string name);
}
