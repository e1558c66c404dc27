namespace Orleans.Runtime;

/// <summary>Something that runs once while the silo starts.</summary>
public interface IStartupTask
{
    /// <summary>Runs it; the silo's start waits.</summary>
    Task Execute(CancellationToken cancellationToken);
}
