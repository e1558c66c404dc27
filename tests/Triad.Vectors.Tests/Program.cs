namespace Triad.Vectors.Tests;

/// <summary>The entry of the processes that the kill tests start.</summary>
public static class Program
{
    public static Task Main(string[] arguments) => Shards.Victim.RunAsync(arguments);
}
