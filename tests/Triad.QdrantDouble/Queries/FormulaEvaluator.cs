using System.Globalization;
using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Evaluates the expression of a formula query for one point after another, in doubles.</summary>
internal sealed class FormulaEvaluator(Formula formula, FilterEvaluator filters, Dictionary<PointKey, float>[] scores)
{
    private const string ScoreVariable = "$score";
    private const double MicrosecondsOfSecond = 1e6;

    private readonly Dictionary<Condition, Predicate<StoredPoint>> _tests = new(ReferenceEqualityComparer.Instance);

    public float Score(StoredPoint point)
    {
        var value = Value(formula.Expression, point);
        var score = (float)value;
        return float.IsFinite(score) ? score : throw NotFinite(FormattableString.Invariant($"{value} as f32 = {score}"));
    }

    private double Value(Expression expression, StoredPoint point) => expression.VariantCase switch
    {
        Expression.VariantOneofCase.Constant => expression.Constant,
        Expression.VariantOneofCase.Variable => Variable(expression.Variable, point),
        Expression.VariantOneofCase.Condition => Holds(expression.Condition, point) ? 1 : 0,
        Expression.VariantOneofCase.Datetime => Seconds(expression.Datetime, "constant"),
        Expression.VariantOneofCase.DatetimeKey => Seconds(Text(expression.DatetimeKey, point), expression.DatetimeKey),
        Expression.VariantOneofCase.Mult => Product(expression.Mult.Mult, point),
        Expression.VariantOneofCase.Sum => expression.Sum.Sum.Sum(part => Value(part, point)),
        Expression.VariantOneofCase.Div => Quotient(expression.Div, point),
        Expression.VariantOneofCase.Neg => -Value(expression.Neg, point),
        Expression.VariantOneofCase.Abs => Math.Abs(Value(expression.Abs, point)),
        Expression.VariantOneofCase.Sqrt => Finite(Math.Sqrt(Value(expression.Sqrt, point)), "sqrt"),
        Expression.VariantOneofCase.Pow => Power(expression.Pow, point),
        Expression.VariantOneofCase.Exp => Finite(Math.Exp(Value(expression.Exp, point)), "exp"),
        Expression.VariantOneofCase.Log10 => Finite(Math.Log10(Value(expression.Log10, point)), "log10"),
        Expression.VariantOneofCase.Ln => Finite(Math.Log(Value(expression.Ln, point)), "ln"),
        Expression.VariantOneofCase.ExpDecay => Decay.Exponential(expression.ExpDecay, part => Value(part, point)),
        Expression.VariantOneofCase.GaussDecay => Decay.Gaussian(expression.GaussDecay, part => Value(part, point)),
        Expression.VariantOneofCase.LinDecay => Decay.Linear(expression.LinDecay, part => Value(part, point)),
        _ => throw Refusal.Uncomputed($"the expression {expression.VariantCase}"),
    };

    private bool Holds(Condition condition, StoredPoint point)
    {
        if (!_tests.TryGetValue(condition, out var test))
            _tests[condition] = test = filters.Of(condition);
        return test(point);
    }

    private double Variable(string name, StoredPoint point)
    {
        if (!name.StartsWith('$'))
            return Payload(name, point).AsNumber() ?? throw NotA("number", name, "Value is not a number");
        var index = name == ScoreVariable ? 0 : IndexOf(name);
        if (index < scores.Length && scores[index].TryGetValue(point.Key, out var score))
            return score;
        var fallback = formula.Defaults.FirstOrDefault(pair => pair.Key == name || (index == 0 && pair.Key == ScoreVariable)).Value;
        return fallback?.AsNumber() ?? 0;
    }

    private static int IndexOf(string name)
    {
        var isIndexed = name.StartsWith($"{ScoreVariable}[", StringComparison.Ordinal) && name.EndsWith(']');
        var number = isIndexed ? name.AsSpan(ScoreVariable.Length + 1)[..^1] : [];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw Refusal.Invalid($"failed to parse variable ID {name}: Invalid reserved variable: {name}");
    }

    private Value Payload(string name, StoredPoint point)
    {
        var values = PayloadPath.Parse(name).Get(point.Payload).SelectMany(value => value.Flat()).ToList();
        if (values.Count == 1)
            return values[0];
        if (values.Count == 0)
            return formula.Defaults.GetValueOrDefault(name) ?? throw NotA("number", name, "No value found in a payload nor defaults");
        return new Value { ListValue = new ListValue { Values = { values } } };
    }

    private string Text(string name, StoredPoint point)
    {
        var value = Payload(name, point);
        return value.KindCase == Qdrant.Client.Grpc.Value.KindOneofCase.StringValue
            ? value.StringValue
            : throw NotA("datetime", name, "Value is not a string");
    }

    private static double Seconds(string text, string name) =>
        (Datetimes.Microseconds(text) ?? throw NotA("datetime", name, "Value is no date")) / MicrosecondsOfSecond;

    private double Product(IEnumerable<Expression> factors, StoredPoint point)
    {
        var product = 1.0;
        foreach (var factor in factors)
        {
            var value = Value(factor, point);
            if (value == 0)
                return 0;
            product *= value;
        }

        return product;
    }

    private double Power(PowExpression power, StoredPoint point) =>
        Finite(Math.Pow(Value(power.Base, point), Value(power.Exponent, point)), "pow");

    private double Quotient(DivExpression division, StoredPoint point)
    {
        var left = Value(division.Left, point);
        if (left == 0)
            return 0;
        var right = Value(division.Right, point);
        if (right == 0 && division.HasByZeroDefault)
            return division.ByZeroDefault;
        return Finite(left / right, FormattableString.Invariant($"{left}/{right}"));
    }

    private static double Finite(double value, string expression) =>
        double.IsFinite(value) ? value : throw NotFinite(FormattableString.Invariant($"{expression} = {value}"));

    private static Exception NotFinite(string expression) =>
        Refusal.WrongInput($"The expression {expression} produced a non-finite number");

    private static Exception NotA(string type, string name, string why) =>
        Refusal.WrongInput($"Expected {type} value for {name} in the payload and/or in the formula defaults. Error: {why}");
}
