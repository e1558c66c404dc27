namespace Triad.Benchmarks.Silos;

/// <summary>What is done to a process.</summary>
internal enum Blow
{
    /// <summary>kill -9.</summary>
    Kill,

    /// <summary>kill -TERM: it takes leave of the others.</summary>
    Stop,

    /// <summary>kill -STOP, and kill -CONT once the others have given it up: it must find out and end by itself.</summary>
    Freeze,
}
