namespace Triad.Evaluation;

/// <summary>What a run asks of the program that it is part of.</summary>
public interface IEvaluationHost
{
    /// <summary>Does a work whose progress can be seen.</summary>
    Task<T> ShowAsync<T>(Func<IProgressBoard, Task<T>> work);

    /// <summary>Starts a platform over two folders, or connects to the one that serves.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="models">The folder for its model packages.</param>
    /// <param name="data">The folder for its data; a run that goes on finds there what it has put in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IEvaluationPlatform> OpenPlatformAsync(EvaluationSettings settings, string models, string data, CancellationToken cancellationToken);

    /// <summary>Runs a module of the training code.</summary>
    /// <param name="arguments">Python's.</param>
    /// <param name="onLine">Told every line of its standard output.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Its exit code and what it said on standard error.</returns>
    /// <exception cref="EvaluationException">There is no such code, or no Python that could run it.</exception>
    Task<(int Code, string Error)> RunTrainingCodeAsync(string[] arguments, Action<string> onLine, CancellationToken cancellationToken);
}
