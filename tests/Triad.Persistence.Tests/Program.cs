using Xunit.Runner.InProc.SystemConsole;

namespace Triad.Persistence.Tests;

/// <summary>The entry of the tests, and of the processes that the kill tests start: those write until they are killed.</summary>
public static class Program
{
    /// <summary>The first argument of a process that is to be killed.</summary>
    public const string Victim = "victim";

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Victim, var path]:
                await Database.Victim.RunAsync(path);
                return 0;
            case [Rows.RowVictim.Name, var path]:
                await Rows.RowVictim.RunAsync(path);
                return 0;
            default:
                return await ConsoleRunner.Run(arguments);
        }
    }
}
