namespace Triad.Persistence.Tests;

/// <summary>The entry of the processes that the kill tests start.</summary>
public static class Program
{
    public static Task Main(string[] arguments) => Database.Victim.RunAsync(arguments[0]);
}
