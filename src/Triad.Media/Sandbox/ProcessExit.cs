namespace Triad.Media.Sandbox;

/// <summary>How a process ended.</summary>
/// <param name="Code">Exit status; 0 where a signal ended it.</param>
/// <param name="Signal">The signal that ended it, or 0.</param>
internal readonly record struct ProcessExit(int Code, int Signal)
{
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <summary>The program ended by itself and was content.</summary>
    public bool IsSuccess => Code == 0 && Signal == 0;

    /// <summary>Reads a status as waitpid gives it. Wrappers report the signal that ended their child as 128 + signal.</summary>
    public static ProcessExit FromWaitStatus(int status)
    {
        var signal = status & 0x7f;
        var code = (status >> 8) & 0xff;
        return signal != 0 ? new ProcessExit(0, signal)
            : code is > SignalBase and <= SignalBase + LastSignal ? new ProcessExit(0, code - SignalBase)
            : new ProcessExit(code, 0);
    }
}
