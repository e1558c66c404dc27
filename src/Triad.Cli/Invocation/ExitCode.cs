namespace Triad.Cli.Invocation;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The platform refused the request, it failed, or a check did not pass.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUse = 2;
}
