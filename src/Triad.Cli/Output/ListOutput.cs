namespace Triad.Cli.Output;

/// <summary>An answer that is a list of any length, written page by page.</summary>
internal abstract class ListOutput
{
    /// <summary>Writes a page.</summary>
    public abstract void Write<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, TextTable> tableOf);

    /// <summary>Ends the list; where it was broken off, with the reason.</summary>
    public abstract void End(FailureReport? failure);
}
